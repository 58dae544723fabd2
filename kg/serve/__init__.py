"""A built graph over HTTP, for reading alone: SPARQL, a page for every identifier, the explorer.

``app`` puts the routes together, ``running`` binds the place and runs them. A request is read
where it arrives (``protocol``, ``negotiation``); what it needs of the graph is done in processes
of their own (``workers``, ``worker``), which a time limit can kill.
"""
