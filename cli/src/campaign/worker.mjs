// A process that plays shards of a campaign, from the same program as the campaign itself (ADR 0014).
import { run } from '../../bin/program.mjs';

await run('worker');
