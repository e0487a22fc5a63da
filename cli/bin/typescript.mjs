/** Lets Node run TypeScript sources (ADR 0014), and start quickly: imported first, or named to Node by --import. */
import { register } from 'node:module';
import { register as registerTsx } from 'tsx/esm/api';
import { oneFilePackages } from './one-file-packages.mjs';

const files = await oneFilePackages();
registerTsx();
register('./one-file-hooks.mjs', import.meta.url, { data: files });
