# What Windows answers at once is harmless.

import sys

from loopsafe import blocking

if sys.platform == "win32":
    @blocking(kind="lock")
    def WaitForSingleObject(handle, milliseconds, /): ...
    @blocking(kind="lock")
    def WaitForMultipleObjects(handle_seq, wait_flag, milliseconds=4294967295, /): ...

if sys.version_info >= (3, 13) and sys.platform == "win32":
    @blocking(kind="lock")
    def BatchedWaitForMultipleObjects(handle_seq, wait_all, milliseconds=4294967295): ...

if sys.platform == "win32":
    @blocking(kind="subprocess")
    def CreateProcess(
        application_name,
        command_line,
        proc_attrs,
        thread_attrs,
        inherit_handles,
        creation_flags,
        env_mapping,
        current_directory,
        startup_info,
        /,
    ): ...
    @blocking(kind="network")
    def ConnectNamedPipe(*args, **kwargs): ...
    @blocking(kind="network")
    def WaitNamedPipe(name, timeout, /): ...

if sys.version_info >= (3, 12) and sys.platform == "win32":
    @blocking(kind="disk")
    def CopyFile2(existing_file_name, new_file_name, flags, progress_routine=None): ...

if sys.platform == "win32":
    @blocking(kind="disk")
    def CreateFile(
        file_name,
        desired_access,
        share_mode,
        security_attributes,
        creation_disposition,
        flags_and_attributes,
        template_file,
        /,
    ): ...
    @blocking(kind="disk")
    def CreateJunction(src_path, dst_path, /): ...
    @blocking(kind="other")
    def ReadFile(*args, **kwargs): ...
    @blocking(kind="other")
    def WriteFile(*args, **kwargs): ...

if sys.platform == "win32":
    class Overlapped:
        @blocking(kind="lock")
        def GetOverlappedResult(self, wait, /): ...
