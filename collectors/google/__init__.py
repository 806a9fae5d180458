"""What YouTube and Google Analytics share: Google's client on our transport, tokens, errors, quotas."""
