"""Communes, EPCI and départements of France: names, populations, positions, outlines and their map."""
