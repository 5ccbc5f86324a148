"""The only roads by which assemblies, sittings and acts change."""
