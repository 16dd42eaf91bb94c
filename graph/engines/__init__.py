"""Engines other than this machine's own process pool (`graph.workers`): where a cluster carries the stages out.

`shards` says what is done where and how a run that was killed is taken up; `stages` holds what is done, as functions of
one shard that know of no engine; `spark` hands them to PySpark. Another engine needs another module like `spark`.
"""
