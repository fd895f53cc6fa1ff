"""Case 45, CVE-2025-54121: an upload outgrows memory, and the loop writes it to the disk."""

from tempfile import SpooledTemporaryFile


class Upload:
    def __init__(self, name: str, max_size: int = 1024 * 1024) -> None:
        self.name = name
        self.size = 0
        self._file = SpooledTemporaryFile[bytes](max_size=max_size)

    def _append(self, data: bytes) -> None:
        self.size += len(data)
        self._file.write(data)

    async def write(self, data: bytes) -> None:
        self._append(data)  # E: "Upload._append" reaches "tempfile.SpooledTemporaryFile.write"  [blocking-call]

    async def is_empty(self) -> bool:
        return self._file.tell() == 0
