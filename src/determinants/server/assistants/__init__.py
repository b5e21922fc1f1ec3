"""The way in for assistants: a server of the Model Context Protocol, on standard streams or beside HTTP."""
