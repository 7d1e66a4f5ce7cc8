/** Preloaded into a process: prints, at its end, the packages that it has loaded. */
process.on("exit", () => {
  const names = Object.keys(require.cache)
    .map((file) => /[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1])
    .filter((name) => name !== undefined);
  process.stdout.write(`loaded: ${[...new Set(names)].join(" ")}\n`);
});
