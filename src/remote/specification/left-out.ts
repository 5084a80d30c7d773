/**
 * What specifications offer and we leave out on purpose, so that it is not reported as new: by the operation, places
 * of fields, and `FIELD=VALUE` for values; `*` stands for the operation as a whole.
 */
export const leftOut: Readonly<Record<string, readonly string[]>> = {
  // The type of a list is fixed at creation: there is nothing in it to update.
  'PATCH /retail-media/accounts/{id}/audience-segments': ['data[].attributes.contactList'],
  // What is sent is what the documents show; an ID is enough.
  'POST /retail-media/accounts/{id}/audience-segments/delete': ['data[].type', 'data[].attributes'],
  'POST /retail-media/accounts/{id}/audiences/create': ['data[].type'],
  'POST /marketing-solutions/audience-segments/delete': ['data[].attributes'],
  'POST /marketing-solutions/audiences/delete': ['data[].attributes'],
  // Lists of such identifiers cannot be created in retail media.
  'POST /retail-media/audience-segments/{id}/contact-list/add-remove': [
    'data.attributes.identifierType=Gum',
  ],
  // There is one registry.
  'PATCH /marketing-solutions/audience-segments': ['data[].attributes.location.registryType'],
  // Values beside each identifier, which manifests do not have.
  'PATCH /marketing-solutions/audiences/{id}/contactlist-attributes': ['*'],
};
