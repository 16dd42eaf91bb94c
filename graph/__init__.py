"""Statement records to the merged graph, and the graph to files, pages and answers.

`graph.build.build` does all of it for an out folder; `graph.merge.merge` merges records in memory, `graph.export`
writes what it gives, `graph.store.Store` answers SPARQL. Nothing is imported here, so that the command starts at once.
"""
