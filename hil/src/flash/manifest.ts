/** Manifests of images: for which platform, from which build, signed by whom. Ed25519 over canonical JSON. */
import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { Platform } from '../station/types.ts';
import { FlashError } from './errors.ts';

export const MANIFEST_SCHEMA = 'understudy.firmware/1';

/** What is signed. Each file with its own SHA-256, so that `sha256sum` checks it too; an ESP32 has several. */
export interface ManifestBody {
  readonly schema: typeof MANIFEST_SCHEMA;
  readonly platform: Platform;
  readonly buildHash: string;
  readonly contractHash: string;
  /** File names, relative to the first, to SHA-256 in lower-case hex. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Manifest extends ManifestBody {
  /** Absent: unsigned. */
  readonly signature?: { readonly keyId: string; readonly ed25519: string };
}

/** Whom this bench trusts. */
export interface Trust {
  /** Public keys as PEM. */
  readonly publicKeys: readonly string[];
  /** Development only: why an unsigned image is taken. Printed and recorded. A signature that is there must hold all the same. */
  readonly allowUnsigned?: string;
}

export interface Verification {
  /** Id of the key that signed; absent for an unsigned image that was allowed. */
  readonly signedBy?: string;
  readonly warnings: readonly string[];
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** First 16 hex digits of the SHA-256 of the public key's DER. @param pem public or private key */
export function keyId(pem: string): string {
  return idOf(publicKey(pem));
}

/** Signs a manifest; a signature that it has is replaced. @param privateKeyPem ed25519, PKCS #8 */
export function signManifest(manifest: ManifestBody, privateKeyPem: string): Manifest {
  const body = bodyOf(manifest);
  const key = createPrivateKey(privateKeyPem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new FlashError('IMAGE_SIGNATURE', `expected an ed25519 key, seen ${key.asymmetricKeyType}`);
  }
  const ed25519 = sign(null, signedBytes(body), key).toString('base64');
  return { ...body, signature: { keyId: keyId(privateKeyPem), ed25519 } };
}

/**
 * Checks digests and signature of an image.
 * @param files the files as read
 * @throws FlashError IMAGE_UNSIGNED, IMAGE_SIGNATURE
 */
export function verifyManifest(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>, trust: Trust): Verification {
  checkDigests(manifest, files);
  const { signature } = manifest;
  if (signature === undefined) {
    if (trust.allowUnsigned === undefined) {
      throw new FlashError(
        'IMAGE_UNSIGNED',
        `expected a signed image of build ${manifest.buildHash}, seen no signature`,
      );
    }
    return { warnings: [`unsigned image of build ${manifest.buildHash} allowed: ${trust.allowUnsigned}`] };
  }
  const key = trust.publicKeys.map(publicKey).find((candidate) => idOf(candidate) === signature.keyId);
  if (key === undefined) {
    const known = trust.publicKeys.map(keyId).join(', ') || 'none';
    throw new FlashError('IMAGE_SIGNATURE', `expected one of the trusted keys (${known}), seen key ${signature.keyId}`);
  }
  if (!verify(null, signedBytes(bodyOf(manifest)), key, Buffer.from(signature.ed25519, 'base64'))) {
    throw new FlashError(
      'IMAGE_SIGNATURE',
      `expected a signature of key ${signature.keyId}, seen one that does not hold`,
    );
  }
  return { signedBy: signature.keyId, warnings: [] };
}

/** Every file listed and every listed file there: a file beside the signed ones could be flashed unseen. */
function checkDigests(manifest: Manifest, files: ReadonlyMap<string, Uint8Array>): void {
  for (const name of new Set([...files.keys(), ...Object.keys(manifest.files)])) {
    const bytes = files.get(name);
    const expected = Object.hasOwn(manifest.files, name) ? manifest.files[name] : undefined;
    const seen = bytes === undefined ? 'no such file' : sha256(bytes);
    if (expected !== seen) {
      throw new FlashError(
        'IMAGE_SIGNATURE',
        `expected ${name} with SHA-256 ${expected ?? 'not listed'}, seen ${seen}`,
      );
    }
  }
}

/** Only what is known is signed, and in one order of keys: equal manifests have equal bytes. */
function bodyOf({ schema, platform, buildHash, contractHash, files }: ManifestBody): ManifestBody {
  return { schema, platform, buildHash, contractHash, files };
}

function signedBytes(body: ManifestBody): Buffer {
  const files = Object.entries(body.files).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(JSON.stringify([body.schema, body.platform, body.buildHash, body.contractHash, files]));
}

function publicKey(pem: string): KeyObject {
  return createPublicKey(pem);
}

function idOf(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' })).slice(0, 16);
}
