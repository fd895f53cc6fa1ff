from kafka.admin.client import KafkaAdminClient as KafkaAdminClient
from kafka.consumer.group import KafkaConsumer as KafkaConsumer
from kafka.producer.kafka import KafkaProducer as KafkaProducer
