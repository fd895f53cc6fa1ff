# A client is built from a description of its service that is read from disk: a second for the
# larger ones.

from typing import Literal, overload

from boto3.session import Session as Session
from types_boto3_dynamodb.client import DynamoDBClient as _DynamoDBClient
from types_boto3_dynamodb.service_resource import (
    DynamoDBServiceResource as _DynamoDBServiceResource,
)
from types_boto3_lambda.client import LambdaClient as _LambdaClient
from types_boto3_s3.client import S3Client as _S3Client
from types_boto3_s3.service_resource import S3ServiceResource as _S3ServiceResource
from types_boto3_secretsmanager.client import SecretsManagerClient as _SecretsManagerClient
from types_boto3_sns.client import SNSClient as _SNSClient
from types_boto3_sns.service_resource import SNSServiceResource as _SNSServiceResource
from types_boto3_sqs.client import SQSClient as _SQSClient
from types_boto3_sqs.service_resource import SQSServiceResource as _SQSServiceResource

from loopsafe import blocking

@overload
@blocking(kind="disk")
def client(service_name: Literal["s3"], *args, **kwargs) -> _S3Client: ...
@overload
@blocking(kind="disk")
def client(service_name: Literal["dynamodb"], *args, **kwargs) -> _DynamoDBClient: ...
@overload
@blocking(kind="disk")
def client(service_name: Literal["sqs"], *args, **kwargs) -> _SQSClient: ...
@overload
@blocking(kind="disk")
def client(service_name: Literal["sns"], *args, **kwargs) -> _SNSClient: ...
@overload
@blocking(kind="disk")
def client(service_name: Literal["lambda"], *args, **kwargs) -> _LambdaClient: ...
@overload
@blocking(kind="disk")
def client(service_name: Literal["secretsmanager"], *args, **kwargs) -> _SecretsManagerClient: ...
@overload
@blocking(kind="disk")
def client(service_name, region_name=..., api_version=..., *args, **kwargs): ...
@overload
@blocking(kind="disk")
def resource(service_name: Literal["s3"], *args, **kwargs) -> _S3ServiceResource: ...
@overload
@blocking(kind="disk")
def resource(service_name: Literal["dynamodb"], *args, **kwargs) -> _DynamoDBServiceResource: ...
@overload
@blocking(kind="disk")
def resource(service_name: Literal["sqs"], *args, **kwargs) -> _SQSServiceResource: ...
@overload
@blocking(kind="disk")
def resource(service_name: Literal["sns"], *args, **kwargs) -> _SNSServiceResource: ...
@overload
@blocking(kind="disk")
def resource(service_name, region_name=..., api_version=..., *args, **kwargs): ...
