"""Clouds and models: AWS, Google, Azure, OpenAI, Anthropic, LangChain."""

import boto3
import google.auth
from anthropic import Anthropic, AsyncAnthropic
from azure.core.paging import ItemPaged
from azure.core.polling import LROPoller
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from openai import AsyncOpenAI, OpenAI
from types_boto3_s3 import S3Client
from types_boto3_sqs.service_resource import Queue


async def on_aws(s3: S3Client, queue: Queue) -> None:
    client = boto3.client("dynamodb")  # E: "boto3.client"  [blocking-call]
    client.get_item(TableName="t", Key={})  # E: [blocking-call]
    body = s3.get_object(Bucket="b", Key="k")["Body"]  # E: [blocking-call]
    body.read()  # E: "botocore.response.StreamingBody.read"  [blocking-call]
    s3.generate_presigned_url("get_object")
    for _ in s3.get_paginator("list_objects_v2").paginate(Bucket="b"):  # E: [blocking-call]
        pass
    queue.send_message(MessageBody="m")  # E: [blocking-call]


async def on_google() -> None:
    google.auth.default()  # E: [blocking-call]


async def on_azure(items: ItemPaged[int], poller: LROPoller[int]) -> None:
    for _ in items:  # E: [blocking-call]
        pass
    poller.status()
    poller.result()  # E: [blocking-call]


async def on_openai(client: OpenAI, aclient: AsyncOpenAI) -> None:
    client.beta.threads.create()  # E: [blocking-call]
    await aclient.beta.threads.create()
    client.chat.completions.create(model="m", messages=[])  # E: [blocking-call]
    client.embeddings.create(model="m", input="text")  # E: [blocking-call]
    for _ in client.responses.create(model="m", input="text", stream=True):  # E: [blocking-call] # E: [blocking-call]
        pass
    await aclient.chat.completions.create(model="m", messages=[])
    async for _ in await aclient.responses.create(model="m", input="text", stream=True):
        pass
    AsyncOpenAI(api_key="k")


async def on_anthropic(client: Anthropic, aclient: AsyncAnthropic) -> None:
    client.beta.messages.create(max_tokens=1, messages=[], model="m")  # E: [blocking-call]
    with client.beta.messages.stream(max_tokens=1, messages=[], model="m"):  # E: [blocking-call]
        pass
    await aclient.beta.messages.create(max_tokens=1, messages=[], model="m")
    client.messages.create(model="m", max_tokens=1, messages=[])  # E: [blocking-call]
    with client.messages.stream(model="m", max_tokens=1, messages=[]) as stream:  # E: [blocking-call]
        for _ in stream:  # E: [blocking-call]
            pass
    await aclient.messages.create(model="m", max_tokens=1, messages=[])
    async with aclient.messages.stream(model="m", max_tokens=1, messages=[]) as astream:
        async for _ in astream:
            pass


async def on_langchain(model: BaseChatModel) -> None:
    prompt = ChatPromptTemplate.from_template("{text}")
    prompt.invoke({"text": "hello"})
    chain = prompt | model | StrOutputParser()
    chain.invoke({"text": "hello"})  # E: [blocking-call]
    await chain.ainvoke({"text": "hello"})
    model.invoke("hello")  # E: "langchain_core.language_models.BaseChatModel.invoke"  [blocking-call]
    for _ in model.stream("hello"):  # E: [blocking-call]
        pass
    async for _ in model.astream("hello"):
        pass
