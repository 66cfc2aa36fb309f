"""Many documents: pools of processes or machines, shards in a folder, runs that go on where they stopped."""
