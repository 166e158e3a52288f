"""Report in, claims out.

The modules are the steps; each imports only what stands before it in the order of docs/architecture.md.
"""
