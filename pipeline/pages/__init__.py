"""The pages for judges and organisers: server-rendered, with a little script that they work without."""
