from openai.resources.fine_tuning.jobs.jobs import Jobs

__public_name__ = "openai"

class FineTuning:
    jobs: Jobs
