/** The manifests of infra/ name commands, options and variables that exist. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { understudy } from './run-cli.ts';

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../infra/${name}`, import.meta.url)), 'utf8');

interface Deployment {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly selector: { readonly matchLabels: object };
    readonly template: {
      readonly metadata: { readonly labels: object };
      readonly spec: {
        readonly containers: readonly {
          readonly args: readonly string[];
          readonly env: readonly { readonly name: string }[];
        }[];
      };
    };
  };
}

describe('infra/kubernetes', () => {
  const deployment = parse(read('kubernetes/campaign-worker.yaml')) as Deployment;

  it('runs a command that the CLI has, with options that it takes', async () => {
    const [container] = deployment.spec.template.spec.containers;
    const { code, err } = await understudy(...(container?.args ?? []));
    // Every word of it was understood: what is missing is the queue alone, which a secret gives.
    expect([code, err]).toEqual([2, expect.stringContaining('QUEUE_MISSING')]);
    expect(container?.env.map(({ name }) => name)).toEqual(['UNDERSTUDY_QUEUE']);
  });

  it('selects the pods that it makes, scales what it deploys, and lists every file', () => {
    expect(deployment.spec.selector.matchLabels).toEqual(deployment.spec.template.metadata.labels);
    const scaler = parse(read('kubernetes/autoscaler.yaml')) as { spec: { scaleTargetRef: { name: string } } };
    expect(scaler.spec.scaleTargetRef.name).toBe(deployment.metadata.name);
    const { resources } = parse(read('kubernetes/kustomization.yaml')) as { resources: readonly string[] };
    for (const file of resources) expect(read(`kubernetes/${file}`)).toContain('apiVersion:');
  });
});
