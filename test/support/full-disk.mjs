// Preloaded (`--import`) into the program under test: the disk is full as soon as report.json is to be written.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { open } = fs.promises;
fs.promises.open = async (path, ...rest) => {
  const file = await open(path, ...rest);
  if (!String(path).includes('report.json')) return file;
  file.writeFile = () =>
    Promise.reject(Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', errno: -28 }));
  return file;
};
syncBuiltinESMExports();
