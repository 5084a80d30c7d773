/** Validators by exported name: a schema file, and a definition inside it when only that is wanted. */
export const validators = {
  isProject: 'project.schema.json',
  isRetailMediaManifest: 'manifest.schema.json#/$defs/retailMediaManifest',
  isMarketingSolutionsManifest: 'manifest.schema.json#/$defs/marketingSolutionsManifest',
  isCommerceGridManifest: 'manifest.schema.json#/$defs/commerceGridManifest',
  isSnapshot: 'snapshot.schema.json',
  isRemoteRow: 'snapshot.schema.json#/$defs/remoteRow',
  isPlan: 'plan.schema.json',
};

/** The name of the file of a validator, without its ending. */
export function fileOfValidator(name) {
  return name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
}
