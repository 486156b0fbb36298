// Says its process id, and runs until a signal ends it.
process.once('SIGTERM', () => {
  console.log('ended by SIGTERM');
  process.exit();
});
console.log(process.pid);
setInterval(() => {}, 1_000_000);
