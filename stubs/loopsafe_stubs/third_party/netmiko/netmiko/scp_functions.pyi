from loopsafe import blocking

__public_name__ = "netmiko"

@blocking(kind="network")
def verifyspace_and_transferfile(scp_transfer): ...
@blocking(kind="network")
def file_transfer(ssh_conn, source_file, dest_file, *args, **kwargs): ...
