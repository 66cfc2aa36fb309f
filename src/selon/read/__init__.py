"""Readers: files, folders and standard input → documents and problems.  The only place that opens inputs."""
