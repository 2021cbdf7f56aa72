"""The OpenAPI 3.1 document of our API, made from the routes and from the tables that they work by."""

from intake.openapi.document import document

__all__ = ["document"]
