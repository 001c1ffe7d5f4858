// Loaded into the server when npm runs it. npm passes a SIGTERM on to the shell that it started,
// and that shell dies of it without a word to the server, which would keep port and data folder.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
