from loopsafe import blocking

__public_name__ = "kafka.admin"

class TransactionsAdminMixin:
    @blocking(kind="network")
    def abort_transaction(self, spec): ...
    @blocking(kind="network")
    def describe_producers(self, partitions, broker_id=...): ...
    @blocking(kind="network")
    def describe_transactions(self, transactional_ids): ...
    @blocking(kind="network")
    def find_hanging_transactions(self, broker_ids=..., max_transaction_timeout_ms=...): ...
    @blocking(kind="network")
    def list_transactions(
        self,
        broker_ids=...,
        producer_id_filters=...,
        state_filters=...,
        duration_filter_ms=...,
        transactional_id_pattern=...,
    ): ...
