from loopsafe import blocking

__public_name__ = "confluent_kafka.schema_registry"

class SchemaRegistryClient:
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.create_association",
    )
    def create_association(self, request): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.delete_associations",
    )
    def delete_associations(
        self, resource_id, resource_type=..., association_types=..., cascade_lifecycle=...
    ): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.delete_config",
    )
    def delete_config(self, subject_name=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.delete_mode",
    )
    def delete_mode(self, subject_name): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.delete_subject",
    )
    def delete_subject(self, subject_name, permanent=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.delete_version",
    )
    def delete_version(self, subject_name, version, permanent=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_associations_by_resource_name",
    )
    def get_associations_by_resource_name(
        self,
        resource_name,
        resource_namespace,
        resource_type=...,
        association_types=...,
        offset=...,
        limit=...,
    ): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_compatibility",
    )
    def get_compatibility(self, subject_name=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_config",
    )
    def get_config(self, subject_name=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_contexts",
    )
    def get_contexts(self, offset=..., limit=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_global_mode",
    )
    def get_global_mode(self): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_latest_version",
    )
    def get_latest_version(self, subject_name, fmt=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_latest_with_metadata",
    )
    def get_latest_with_metadata(self, subject_name, metadata, deleted=..., fmt=...): ...
    @blocking(
        kind="network", instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_mode"
    )
    def get_mode(self, subject_name): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_referenced_by",
    )
    def get_referenced_by(self, subject_name, version=..., offset=..., limit=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_schema",
    )
    def get_schema(self, schema_id, subject_name=..., fmt=..., reference_format=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_schema_by_guid",
    )
    def get_schema_by_guid(self, guid, fmt=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_schema_types",
    )
    def get_schema_types(self): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_schema_versions",
    )
    def get_schema_versions(
        self, schema_id, subject_name=..., deleted=..., offset=..., limit=...
    ): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_subjects",
    )
    def get_subjects(
        self, subject_prefix=..., deleted=..., deleted_only=..., offset=..., limit=...
    ): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_subjects_by_schema_id",
    )
    def get_subjects_by_schema_id(
        self, schema_id, subject_name=..., deleted=..., offset=..., limit=...
    ): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_version",
    )
    def get_version(self, subject_name, version=..., deleted=..., fmt=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.get_versions",
    )
    def get_versions(self, subject_name, deleted=..., deleted_only=..., offset=..., limit=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.lookup_schema",
    )
    def lookup_schema(self, subject_name, schema, normalize_schemas=..., fmt=..., deleted=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.register_schema",
    )
    def register_schema(self, subject_name, schema, normalize_schemas=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.register_schema_full_response",
    )
    def register_schema_full_response(self, subject_name, schema, normalize_schemas=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.set_compatibility",
    )
    def set_compatibility(self, subject_name=..., level=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.set_config",
    )
    def set_config(self, subject_name=..., config=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.test_compatibility",
    )
    def test_compatibility(self, subject_name, schema, version=..., normalize=..., verbose=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.test_compatibility_all_versions",
    )
    def test_compatibility_all_versions(self, subject_name, schema, normalize=..., verbose=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.update_global_mode",
    )
    def update_global_mode(self, mode, force=...): ...
    @blocking(
        kind="network",
        instead="confluent_kafka.schema_registry.AsyncSchemaRegistryClient.update_mode",
    )
    def update_mode(self, subject_name, mode, force=...): ...
