/** Places in a program of the cache as places in its sources, for people who read why it fell. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PLACE = /([\w-]+\.mjs):(\d+):(\d+)/g;

/** A stack with every place in `folder` led back by the map beside its file; a place without one stays. */
export function sourcesInStack(stack, folder) {
  const address = `${pathToFileURL(folder).href}/`;
  return stack.replaceAll(address, '').replaceAll(PLACE, (whole, file, line, column) => {
    try {
      const map = new SourceMap(JSON.parse(readFileSync(join(folder, `${file}.map`), 'utf8')));
      const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
      const source = fileURLToPath(new URL(originalSource, address));
      return `${source}:${originalLine + 1}:${originalColumn + 1}`;
    } catch {
      return whole;
    }
  });
}
