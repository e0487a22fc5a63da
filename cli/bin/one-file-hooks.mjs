/** Leads imports of some packages to their one file; see one-file-packages.mjs. Runs in the loader's thread. */
let files = {};

export function initialize(data) {
  files = data;
}

export function resolve(specifier, context, nextResolve) {
  return Object.hasOwn(files, specifier)
    ? { url: files[specifier], format: 'module', shortCircuit: true }
    : nextResolve(specifier, context);
}
