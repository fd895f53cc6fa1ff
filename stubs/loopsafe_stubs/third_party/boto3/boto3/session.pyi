from typing import Literal, overload

from types_boto3_dynamodb.client import DynamoDBClient
from types_boto3_dynamodb.service_resource import DynamoDBServiceResource
from types_boto3_lambda.client import LambdaClient
from types_boto3_s3.client import S3Client
from types_boto3_s3.service_resource import S3ServiceResource
from types_boto3_secretsmanager.client import SecretsManagerClient
from types_boto3_sns.client import SNSClient
from types_boto3_sns.service_resource import SNSServiceResource
from types_boto3_sqs.client import SQSClient
from types_boto3_sqs.service_resource import SQSServiceResource

from loopsafe import blocking

__public_name__ = "boto3"

class Session:
    @overload
    @blocking(kind="disk")
    def client(self, service_name: Literal["s3"], *args, **kwargs) -> S3Client: ...
    @overload
    @blocking(kind="disk")
    def client(self, service_name: Literal["dynamodb"], *args, **kwargs) -> DynamoDBClient: ...
    @overload
    @blocking(kind="disk")
    def client(self, service_name: Literal["sqs"], *args, **kwargs) -> SQSClient: ...
    @overload
    @blocking(kind="disk")
    def client(self, service_name: Literal["sns"], *args, **kwargs) -> SNSClient: ...
    @overload
    @blocking(kind="disk")
    def client(self, service_name: Literal["lambda"], *args, **kwargs) -> LambdaClient: ...
    @overload
    @blocking(kind="disk")
    def client(
        self, service_name: Literal["secretsmanager"], *args, **kwargs
    ) -> SecretsManagerClient: ...
    @overload
    @blocking(kind="disk")
    def client(self, service_name, region_name=..., *args, **kwargs): ...
    @overload
    @blocking(kind="disk")
    def resource(self, service_name: Literal["s3"], *args, **kwargs) -> S3ServiceResource: ...
    @overload
    @blocking(kind="disk")
    def resource(
        self, service_name: Literal["dynamodb"], *args, **kwargs
    ) -> DynamoDBServiceResource: ...
    @overload
    @blocking(kind="disk")
    def resource(self, service_name: Literal["sqs"], *args, **kwargs) -> SQSServiceResource: ...
    @overload
    @blocking(kind="disk")
    def resource(self, service_name: Literal["sns"], *args, **kwargs) -> SNSServiceResource: ...
    @overload
    @blocking(kind="disk")
    def resource(self, service_name, region_name=..., *args, **kwargs): ...
