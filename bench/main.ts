/** Runs every benchmark, each a ratio measured in one run. */
for (const benchmark of [
  './import/scan.js',
  './import/whole.js',
  './import/latency.js',
  './query/compare.js',
  './scale/grow.js',
  './doors/million.js',
  './soak.js',
]) {
  console.log(`\n${benchmark.slice(2, -3)}`);
  await import(benchmark);
}
