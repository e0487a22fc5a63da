/** Errors of campaigns: a stable code, and what was expected and seen. docs/errors.md describes the codes. */
export const CAMPAIGN_ERRORS = [
  /** The shard is of another room, or of other files of the room. */
  'CAMPAIGN_ROOM',
  /** The settings name a fault that the catalogue does not have. */
  'CAMPAIGN_FAULT',
  /** A shard number beyond the campaign's games. */
  'CAMPAIGN_SHARD',
  /** Results of different campaigns are to be merged: room, code, seed or another setting differs. */
  'CAMPAIGN_SETTINGS',
  /** Two whole results of one shard differ: a run was not a function of its scenario. */
  'CAMPAIGN_UNEQUAL',
] as const;
export type CampaignErrorCode = (typeof CAMPAIGN_ERRORS)[number];

export class CampaignError extends Error {
  readonly code: CampaignErrorCode;
  readonly expected: string;
  readonly seen: string;

  constructor(code: CampaignErrorCode, message: string, expected: string, seen: string) {
    super(`${message}: expected ${expected}, seen ${seen}`);
    this.name = 'CampaignError';
    this.code = code;
    this.expected = expected;
    this.seen = seen;
  }
}
