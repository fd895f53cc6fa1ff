from openai._client import OpenAI as OpenAI
