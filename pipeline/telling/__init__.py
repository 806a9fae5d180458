"""Tell people by mail and webhook what is wrong and when it is over, once per cause."""
