/** Ids of tests, made of what people call them. */

/** Names are sentences; an id is one with nothing but letters, digits and hyphens. */
export function kebab(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
