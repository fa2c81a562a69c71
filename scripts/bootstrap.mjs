// Runs before every npm script, on whatever Node is there: it must load on an old one to be able to say that it is old.
var OLDEST = 20;

if (Number(process.versions.node.split('.')[0]) < OLDEST) {
  process.stderr.write(
    `Heapsphere needs Node ${OLDEST} or newer and this is ${process.version}: install one from https://nodejs.org.\n`,
  );
  process.exit(1);
}

import('./lib/install.mjs')
  .then(({ ensureInstalled }) => ensureInstalled())
  .then((code) => {
    process.exitCode = code;
  });
