# What subprocess starts its programs with.

import sys

from loopsafe import blocking

if sys.platform != "win32":
    @blocking(kind="subprocess")
    def fork_exec(
        args,
        executable_list,
        close_fds,
        pass_fds,
        cwd,
        env,
        p2cread,
        p2cwrite,
        c2pread,
        c2pwrite,
        errread,
        errwrite,
        errpipe_read,
        errpipe_write,
        restore_signals,
        call_setsid,
        pgid_to_set,
        gid,
        extra_groups,
        uid,
        child_umask,
        preexec_fn,
        /,
    ): ...
