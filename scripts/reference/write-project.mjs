import { describeFields } from './describe-fields.mjs';
import { code, fence, list, origin, page, prose, table } from './markdown.mjs';

const example = `version: 1
name: shoes-fr
platform: retail-media
manifests: ["segments/**/*.yaml", "audiences/**/*.yaml"]
defaults: { retailerId: "1234" }
vars: { crm: ../private/customers.csv.gz }
owns:
  segments: { names: ["FR | *"] }
  audiences: { names: ["FR | *"] }
prune: removed
protect: ["segment/FR | CRM *"]
limits: { maxDeletes: 5 }
ignore: [segment-unused]
environments:
  staging: { accountId: "100200300", name: shoes-fr-staging }
  production: { accountId: "625702934721171442" }
`;

const closed = ['environments'];
const ofType = (name) => ({ id: 'ID', vars: 'mapping' })[name] ?? null;

/** docs/reference/project.md, from the schema of project files. */
export function writeProject(schema) {
  return page(
    '# Project file',
    origin('schemas/project.schema.json'),
    '`audiencectl.yaml` binds a folder to one account of Retail Media, one advertiser of Marketing Solutions or one data provider of Commerce Grid, and says what may be touched there. `audiencectl init` writes one; `audiencectl schema project` prints these rules for an editor. Unknown fields are errors.',
    fence('yaml', example),
    'A project needs `version`, `platform`, and the account, advertiser or data provider that belongs to the platform; where there are environments, each may have its own.',
    table(['field', 'value', 'meaning'], describeFields(schema, schema, { closed, ofType })),
    'Keys that begin with `x-` are ignored: a place for YAML anchors and notes of your own.',
    '## Environments',
    prose(schema.$defs.environment.description),
    `An environment may have ${Object.keys(schema.$defs.environment.properties).map(code).join(', ')}. Where a project has any, \`--env NAME\` chooses one, for every command that reads the project but \`validate\`, which checks them all without it.`,
    '## What is deleted',
    'Besides a replacement, which deletes the old one last, only these ways lead to a deletion, and all of them stand in the plan first:',
    table(
      ['`prune`', 'deletes'],
      [
        ['`off`', 'nothing but what carries `state: absent` in a manifest'],
        [
          '`removed`',
          'also what the base (`--base DIR`, the same project at an earlier commit) declared and no manifest declares now',
        ],
        [
          '`owned`',
          'also everything inside `owns` that no manifest declares; without `owns`, what `removed` does',
        ],
      ],
    ),
    'Prune never deletes an entity that is protected, read-only, used by something undeclared, or outside `owns`; the plan lists what it left alone. `limits` bound how much it may delete: the smaller of `maxDeletes` and `maxDeletePercent`, of each kind. `--max-deletes N` is the exception for one run.',
    '## Globs',
    list([
      'Names and addresses: `*` stands for any characters, `/` included, `?` for one, `\\` escapes; all else is literal, and case counts.',
      'Addresses begin with `segment/` or `audience/`, such as `segment/CRM *`.',
      '`manifests` are globs of files, relative to the project file: `*` stands for any characters of a name, `?` for one, `[abc]` for one of these, `**` for any folders, `{a,b}` for either. `/` stands between folders on every system. They may lead out of the folder inside the same repository. `*` and `**` skip files and folders whose name begins with a dot, and `node_modules`. A glob that matches nothing is a warning if another one matches, and an error if none does; it never means that everything is deleted.',
    ]),
    '### What is not read',
    'A file that is not read must not look like a file that was deleted.',
    list([
      'Every YAML file below a folder that a glob names, such as `segments/` of `segments/**/*.yaml`, is read or named in the finding `manifest-not-read`: `.yaml` and `.yml` in either case of letters, hidden files, files that no glob matches. Of a folder that holds all sorts of files, such as the project folder itself, only a YAML file that declares something is named; so it is in `node_modules`, and in its hidden folders, which are looked into where `prune` is not `off`. Other projects are passed over, and so are other repositories in hidden folders.',
      'A YAML file with `rules` or `people` is named beside the project file, too, and in the folders there that are not hidden, whatever globs say.',
      'A glob names the folder before its first wildcard; `{a,b}/*.yaml` names two. A file that is named exactly names no folder: nothing is said of what lies beside it.',
      'A file that `--base` reads, and that is still here and not read, is named, too.',
      'It is a warning, and an error where `prune` is not `off`: nothing is planned. `ignore` does not hide it. `"!segments/draft.yml"` under `manifests` leaves out that one file; `!` takes no wildcards.',
      'Linked folders are followed, with or without globs, as long as they stay inside the repository. A linked folder that leads out of it is not even listed, and is named.',
      'Nothing below `.git` or `.audiencectl` is a manifest, through any path, symbolic link or spelling.',
    ]),
    '## Variables',
    '`${var.NAME}` in any value of this file or of a manifest puts in a value of `vars`; `--var NAME=VALUE` wins over it. Unknown and unused variables are findings. There are no conditions and no loops: what differs between environments is a variable or an environment.',
  );
}
