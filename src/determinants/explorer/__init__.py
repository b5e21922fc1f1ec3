"""The explorer: the evidence in a browser, from a server, from a folder of files, or from one file."""
