/** Preloaded into a process: the user's name is not known, as in a container with a user ID of its own. */
require("node:os").userInfo = () => {
  throw new Error("A system error occurred: uv_os_get_passwd returned ENOENT (no such file or directory)");
};
