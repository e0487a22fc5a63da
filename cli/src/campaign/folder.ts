/**
 * The folder of a campaign: what was asked for, a file a shard, a file a failure. Files appear whole or not at all, so that
 * whatever ends a process, what it had found is there and the same command goes on.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@understudy/contract';
import { CAMPAIGN_SCHEMA, type ShardResult } from '@understudy/scenarios';
import { EXIT, Failure } from '../failure.ts';
import { placeWhole, type WriteFile, writeWhole } from '../output/write-whole.ts';
import type { RoomFacts } from './report/model.ts';
import { type CampaignRequest, differences } from './request.ts';
import type { TimelineSession } from './timeline.ts';

export interface ReadShards {
  readonly results: readonly ShardResult[];
  /** Files that are no results of this campaign; their shards count as missing. */
  readonly unreadable: readonly string[];
}

export class CampaignFolder {
  readonly path: string;
  readonly #write: WriteFile;

  constructor(path: string, write: WriteFile = placeWhole) {
    this.path = path;
    this.#write = write;
  }

  /** What the folder was made for; undefined when it is new. @throws Failure CAMPAIGN_UNREADABLE */
  request(): CampaignRequest | undefined {
    const file = join(this.path, 'settings.json');
    let text: string;
    try {
      text = readFileSync(file, 'utf8');
    } catch {
      return undefined;
    }
    const found = parse(text) as CampaignRequest | undefined;
    if (found?.settings?.schema !== CAMPAIGN_SCHEMA || found.part === undefined) {
      throw new Failure(
        'CAMPAIGN_UNREADABLE',
        `${file}: expected settings of ${CAMPAIGN_SCHEMA}, seen ${JSON.stringify(found?.settings?.schema ?? text.slice(0, 40))}`,
        EXIT.usage,
      );
    }
    return found;
  }

  /** Makes the folder this request's, or goes on with it. @throws Failure CAMPAIGN_DIFFERS, CAMPAIGN_UNREADABLE, UNWRITABLE */
  claim(request: CampaignRequest, facts: RoomFacts): void {
    const there = this.request();
    if (there === undefined) {
      // The settings last: a folder that has them has the rest.
      this.write('facts.json', facts);
      this.write('settings.json', request);
    } else if (canonicalJson(there) !== canonicalJson(request)) {
      throw new Failure(
        'CAMPAIGN_DIFFERS',
        `${this.path} holds another campaign; choose another --out, or remove it. ${differences(request, there).join('; ')}`,
        EXIT.usage,
      );
    }
  }

  shards(request: CampaignRequest): ReadShards {
    const settings = canonicalJson(request.settings);
    const results: ShardResult[] = [];
    const unreadable: string[] = [];
    for (const name of this.#names('shards')) {
      const file = join(this.path, 'shards', name);
      const result = parse(readFileSync(file, 'utf8')) as ShardResult | undefined;
      const isOurs = result !== undefined && `${result.shard}.json` === name;
      if (isOurs && canonicalJson(result.settings) === settings) results.push(result);
      else unreadable.push(file);
    }
    return { results: results.sort((one, other) => one.shard - other.shard), unreadable };
  }

  /** Undefined when the folder is no campaign's. */
  facts(): RoomFacts | undefined {
    try {
      return parse(readFileSync(join(this.path, 'facts.json'), 'utf8')) as RoomFacts | undefined;
    } catch {
      return undefined;
    }
  }

  timeline(): readonly TimelineSession[] {
    try {
      return (parse(readFileSync(join(this.path, 'timeline.json'), 'utf8')) ?? []) as readonly TimelineSession[];
    } catch {
      return [];
    }
  }

  /** Text as it is, everything else as JSON. @throws Failure UNWRITABLE */
  write(name: string, content: unknown): void {
    const text = typeof content === 'string' ? content : `${JSON.stringify(content, undefined, 1)}\n`;
    writeWhole(join(this.path, name), text, this.#write);
  }

  #names(folder: string): string[] {
    try {
      return readdirSync(join(this.path, folder)).filter((name) => /^\d+\.json$/.test(name));
    } catch {
      return [];
    }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
