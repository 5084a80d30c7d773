/** Members of contact lists, where they come from and what is remembered of them. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'members' } as const;

export const membersCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Members: sources' },
    {
      'members-source-missing': [
        'The file that holds the members of a list does not exist on this machine.',
        'Correct source, or run it where the data is.',
      ],
      'members-source-unreadable': [
        'A source is a file that this user may not read, a device, a socket, or a place where nothing is read.',
        'Name files, folders or pipes that this user may read; a folder with folders in it needs a glob.',
      ],
      'members-source-no-files': [
        'A glob of a source matches no file, or a folder of a source has none.',
        'Check the path and the export: no file is not taken for an empty list.',
      ],
      'members-source-truncated': [
        'A compressed source ends in the middle.',
        'Write the file anew.',
      ],
      'members-source-damaged': [
        'A compressed source is damaged, or has something else behind its compressed data.',
        'Write the file anew; gzip files may be joined, and nothing else may follow them.',
      ],
      'members-source-no-text': [
        'A source is something else than text, by its first bytes: an archive, a workbook, a web page.',
        'Export it as text: one identifier a line, CSV, TSV or NDJSON, each also gzipped.',
      ],
      'members-source-unknown-kind': [
        'The name of a source does not end with .txt, .csv, .tsv or .ndjson, each also with .gz.',
        'Rename the file to what it is, or set type.',
      ],
      'members-source-without-columns': [
        'A column, a delimiter or a header is declared for a kind of source that has none.',
        'Leave it out, or set type to what the file holds.',
      ],
      'members-source-not-json': [
        'A line of an NDJSON source is no JSON.',
        'Write one JSON object, or one text in quotes, a line.',
      ],
      'members-source-line-too-long': [
        'A line of a source is longer than 1 MiB.',
        'Check that the file is what its name says.',
      ],
      'members-source-unclosed-quote': [
        'A quote in a CSV or TSV source is never closed; the line is where it opens.',
        'Close it, or double it where it is part of the value.',
      ],
      'members-source-text-after-quote': [
        'A CSV or TSV source has text between a closing quote and the next delimiter.',
        'Put the whole value into quotes, and double the quotes inside of it; a backslash escapes nothing.',
      ],
      'members-source-changed': [
        'A source was changed while it was read: its size or the time of its last change is another one, or it is still being written.',
        'Wait until it is written whole, and run the command again.',
      ],
      'members-column-missing': ['A source has no such column or key.', 'Correct column.'],
      'members-column-not-given': [
        'A source has several columns or keys, and nothing says which holds the identifiers.',
        'Give column.',
      ],
      'members-column-not-unique': [
        'A source has the column twice.',
        'Rename one of them, or set column to the place of one, counted from 1.',
      ],
      'members-header-missing': [
        'The first line of a source looks like identifiers, and not like the names of columns.',
        'Set header: false, and column to the place of the identifiers.',
      ],
      'members-delimiter-unclear': [
        'The first line of a source leaves open what separates its columns.',
        'Set delimiter.',
      ],
      'members-format-unknown': [
        'Identifiers of this type are not given in this format.',
        'Use a format that the hint names.',
      ],
      'members-format-other': [
        'Identifiers are given in a form that cannot be turned into that of the list, by its ledger.',
        'Give plain identifiers, or those in the form of the list; members clear lets a list begin anew.',
      ],
      'members-type-other': [
        'Identifiers are given of another type than the list holds.',
        'Give identifiers of the type of the list, or make another list.',
      ],
      'members-country-unused': [
        'A country is declared for identifiers that are no phone numbers.',
        'Leave country out.',
      ],
      'members-country-unknown': [
        'The country of phone numbers is no code of a country that has any.',
        'Set country to an ISO 3166 code of two capital letters, such as IN.',
      ],
      'members-exclude-format': [
        'The people to exclude are given in a form that cannot be compared with what is sent.',
        'Give exclude plain identifiers, or those in the form that is sent.',
      ],
      'members-gum-caller-missing': [
        'Identifiers of the type gum need the caller ID.',
        'Give --gum-caller-id, or gumCallerId in the manifest. Ask Criteo for it.',
      ],
      'members-source-empty': [
        'A source holds no identifier.',
        'Check the export; --allow-member-removal lets it pass.',
      ],
      'members-too-many-invalid': [
        'More lines of a source are no identifiers than limits.maxMemberInvalidPercent allows.',
        'Check column and format; --allow-member-invalid lets them pass.',
      ],
      'members-exclude-empty': [
        'The files under exclude hold no identifier, so it would keep no people off the list.',
        'Check the export, or leave exclude out; --allow-member-growth lets it pass.',
      ],
      'members-exclude-invalid': [
        'More lines of the files under exclude are no identifiers than limits.maxMemberInvalidPercent allows.',
        'Check their column and format; --allow-member-invalid lets them pass.',
      ],
      'members-removal-limit': [
        'More members would be removed than limits.maxMemberRemovePercent allows, by the ledger or, where there is none of the whole list, by the count of the API; or neither is known.',
        'Check the source; --allow-member-removal lets it pass.',
      ],
      'members-growth-limit': [
        'A list would grow by more than limits.maxMemberGrowPercent of its members.',
        'Check the source; --allow-member-growth lets it pass.',
      ],
      'members-called-invalid-limit': [
        'The API called more of the identifiers invalid that were sent than limits.maxMemberInvalidPercent allows, and the rest was not sent. The ledger holds what was sent.',
        'Check column, format and identifier type; with --allow-member-invalid the same command goes on.',
      ],
      'members-not-taken': [
        'The API called every identifier of a request invalid.',
        'Check column, format and identifier type; with --allow-member-invalid the same command goes on.',
      ],
      'members-removal-not-taken': [
        'The API called identifiers invalid that members forget has sent to be removed. The people of that request stay in the ledger.',
        'Run the same command again. If it stays so, ask Criteo, or empty the list with members clear.',
      ],
      'members-count-mismatch': [
        'The API answered a chunk without data, or with counts that do not add up to the identifiers that were sent. What became of that chunk is unknown.',
        'Run the same command again, which sends that chunk once more. If it stays so, ask Criteo.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Members: sources', foundBy: 'validate' },
    {
      'members-source-in-git': [
        'The identifiers of people are under version control.',
        'Take the file out of the repository and its history, and keep it elsewhere.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Members: lists and ledgers' },
    {
      'segment-not-a-list': [
        'A segment has no members, since it is no contact list.',
        'Name a contact list.',
      ],
      'segment-read-only': [
        'A contact list was made in the Criteo UI, and members cannot be sent to it.',
        'Change it in the UI, or declare a list of your own.',
      ],
      'segment-of-another': [
        'A contact list belongs to another account, advertiser or retailer than the project or its manifest says.',
        'Use the project that the list belongs to, or correct the manifest.',
      ],
      'segment-ambiguous': ['Several segments have the name.', 'Give the ID.'],
      'statistics-not-available': [
        'The older contact-list endpoints give no counts of a list.',
        'Name the list by its segment.',
      ],
      'members-rebuild-needed': [
        'It is not known what a list holds, so it would have to be cleared and filled. No ledger here says it, and a count of nobody by the API may be a day old.',
        'Bring the ledger back, or consent once with --allow-members-rebuild, which clears the list and fills it.',
      ],
      'members-rebuild-widens': [
        'A list would be empty for a while, or cleared for good, and audiences exclude by it.',
        'Consent with lifecycle: { replace: allow }, when nothing is live.',
      ],
      'members-ledger-key-missing': [
        'Identifiers that are sent unhashed can be mirrored only with an encrypted ledger.',
        'Set AUDIENCECTL_LEDGER_KEY, or use mode: append.',
      ],
      'members-list-without-ledger': [
        'members forget cannot look at a list: it has no ledger here, so it is not known who is on it.',
        'Take the people off it with members remove, or bring its ledger and run the command again.',
      ],
      'members-list-of-other-type': [
        'members forget did not look at a ledger, which knows people by something else than what is given.',
        'Where you have that of these people, give it with --identifier-type.',
      ],
      'members-list-of-other-form': [
        'members forget cannot look at a list: it was sent in a form that the given digests cannot be compared with.',
        'Give the identifiers in plain, from which every form can be made.',
      ],
      'members-list-gone': [
        'People who are to be forgotten are in a ledger, and the account has no list that it belongs to.',
        'Where the list was deleted, delete the ledger; where it belongs to another account, run the command there.',
      ],
      'ledger-out-of-date': [
        'The API counts another number of members than the ledger can explain.',
        'Find out who else changes the list; then consent with --allow-members-rebuild.',
      ],
      'ledger-unusable': [
        'The folder or the disk of a ledger does not do what it is asked: no permission, no room, or no folder.',
        'Look at the folder and the disk, or name another folder with --ledger.',
      ],
      'ledger-damaged': [
        'A ledger is not what was written last: something is missing or was changed. A run that was cut off leaves none like that.',
        'Bring it back from a backup. Where there is none, delete it and consent with --allow-members-rebuild of members sync, which clears the list and fills it again.',
      ],
      'ledger-old': [
        'A ledger is older than it may be: older than --max-ledger-age says, than the one that a saved plan was made with, or than the last clear of the list.',
        'Look for a newer copy of it, or allow a higher age. Only if there is none, consent with --allow-members-rebuild, which clears the list and fills it again.',
      ],
      'ledger-not-here': [
        'A saved plan was made with a ledger, and no ledger of the list is on this machine.',
        'Apply the plan on the machine that has the ledger, or bring the ledger here.',
      ],
      'ledger-key-missing': [
        'A ledger is encrypted, and AUDIENCECTL_LEDGER_KEY is not set.',
        'Set it to the key that the ledger was written with.',
      ],
      'ledger-key-wrong': [
        'AUDIENCECTL_LEDGER_KEY is not the key that a ledger was written with.',
        'Set it to that key; where it was changed, set AUDIENCECTL_LEDGER_OLD_KEY to the old one. If the key is lost, delete both kinds of ledger files of the list, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger, and run members sync once with --allow-members-rebuild.',
      ],
      'ledger-not-encrypted': [
        'AUDIENCECTL_LEDGER_KEY is set, and a ledger is not encrypted: everyone who can write to the folder could have made it.',
        'Where the key is new, set AUDIENCECTL_LEDGER_OLD_KEY to "none" for one run, which encrypts it.',
      ],
      'ledger-not-a-file': [
        'In place of a ledger there is a link, or something else that is no file.',
        'Put the file itself there, or name another folder with --ledger.',
      ],
      'ledger-unknown-format': [
        'A file in place of a ledger is none, or has the format of another version.',
        'Upgrade audiencectl, or name another folder with --ledger.',
      ],
      'ledger-other-list': [
        'A ledger belongs to another list or identifier type than its name says.',
        'Name the folder that holds the ledger of this list with --ledger.',
      ],
      'ledger-locked': [
        'Another run is changing the members of the list.',
        'Wait for it, and run the command again.',
      ],
      'ledger-lock-lost': [
        'This run stood still for so long that another one took over the list.',
        'Run the command again when the other one has ended.',
      ],
    },
  ),
];
