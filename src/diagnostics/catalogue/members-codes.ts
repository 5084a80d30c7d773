/** Members of contact lists, where they come from and what is remembered of them. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl', foundBy: 'members' } as const;

export const membersCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...own, group: 'Members: sources' },
    {
      'members-source-missing': [
        'The file with the members of a list does not exist on this machine.',
        'Correct source, or run the command on the machine that has the data.',
      ],
      'members-source-unreadable': [
        'A source is a file that this user may not read, a device, a socket, or a path that audiencectl never reads.',
        'Give files, folders or pipes that this user may read. For a folder that contains folders, give a glob.',
      ],
      'members-source-no-files': [
        'A glob of a source matches no file, or the folder of a source contains no file.',
        'Check the path and the export. A missing file is never read as an empty list.',
      ],
      'members-source-truncated': [
        'A compressed source ends in the middle.',
        'Write the file again.',
      ],
      'members-source-damaged': [
        'A compressed source is damaged, or other data follows the compressed data.',
        'Write the file again. Several gzip files may be joined, but nothing else may follow them.',
      ],
      'members-source-no-text': [
        'The first bytes of a source show that it is not text, but for example an archive, a workbook or a web page.',
        'Export it as text: one identifier per line, CSV, TSV or NDJSON, each also gzipped.',
      ],
      'members-source-unknown-kind': [
        'The name of a source does not end with .txt, .csv, .tsv or .ndjson, nor with one of these and .gz.',
        'Rename the file to match its content, or set type.',
      ],
      'members-source-without-columns': [
        'A column, a delimiter or a header is declared for a type of source that has none.',
        'Leave it out, or set type to the type of the file.',
      ],
      'members-source-not-json': [
        'A line of an NDJSON source is not JSON.',
        'Write one JSON object, or one text in quotes, per line.',
      ],
      'members-source-line-too-long': [
        'A line of a source is longer than 1 MiB.',
        'Check that the file has the type that its name says.',
      ],
      'members-source-unclosed-quote': [
        'A quote in a CSV or TSV source is never closed. The line given is that of the opening quote.',
        'Close it, or double it if it is part of the value.',
      ],
      'members-source-text-after-quote': [
        'A CSV or TSV source has text between a closing quote and the next delimiter.',
        'Put the whole value in quotes, and double the quotes inside it. A backslash does not escape anything.',
      ],
      'members-source-changed': [
        'A source changed while it was read: its size or modification time is different, or it is still being written.',
        'Wait until the file is complete, and run the command again.',
      ],
      'members-column-missing': ['A source has no such column or key.', 'Correct column.'],
      'members-column-ambiguous': [
        'A line of NDJSON has a key with a dot, such as user.email, beside a key of the same path, email inside user.',
        'Remove or rename one of the two keys in the export.',
      ],
      'members-column-not-given': [
        'A source has several columns or keys, and it is not declared which one has the identifiers.',
        'Give column.',
      ],
      'members-column-not-unique': [
        'A source has two columns with this name.',
        'Rename one of them, or set column to its number, counted from 1.',
      ],
      'members-header-missing': [
        'The first line of a source looks like identifiers, not like column names.',
        'Set header: false, and set column to the number of the column with the identifiers.',
      ],
      'members-delimiter-unclear': [
        'The first line of a source does not show which character separates its columns.',
        'Set delimiter.',
      ],
      'members-format-unknown': [
        'This type of identifier cannot have this format.',
        'Use a format that the hint names.',
      ],
      'members-format-other': [
        'According to its ledger, a list has identifiers in a form that the given ones cannot be converted to.',
        'Give plain identifiers, or identifiers in the form of the list. To start the list again in another form, run members clear.',
      ],
      'members-type-other': [
        'The given identifiers have a different type from those of the list.',
        'Give identifiers of the type of the list, or create another list.',
      ],
      'members-country-unused': [
        'A country is declared for identifiers that are not phone numbers.',
        'Leave out country.',
      ],
      'members-country-unknown': [
        'The country of phone numbers is not the code of a country with phone numbers.',
        'Set country to an ISO 3166 code of two capital letters, such as IN.',
      ],
      'members-exclude-format': [
        'The identifiers to exclude have a form that cannot be compared with the identifiers that are sent.',
        'Give plain identifiers under exclude, or identifiers in the form that is sent.',
      ],
      'members-gum-caller-missing': [
        'Identifiers of the type gum need a caller ID.',
        'Give --gum-caller-id, or set gumCallerId in the manifest. Ask Criteo for the ID.',
      ],
      'members-gum-caller-other': [
        'The list was filled with gum identifiers of another caller ID. What one caller has added, another one may not be able to remove.',
        'Give the caller ID that the list was filled with. To use another one, first remove all members with members clear.',
      ],
      'members-source-empty': [
        'A source contains no identifiers.',
        'Check the export. To accept it, give --allow-member-removal.',
      ],
      'members-too-many-invalid': [
        'A source has more invalid lines than limits.maxMemberInvalidPercent allows.',
        'Check column and format. To accept them, give --allow-member-invalid.',
      ],
      'members-exclude-empty': [
        'The files under exclude contain no identifiers, so they would exclude no people.',
        'Check the export, or leave out exclude. To accept it, give --allow-member-growth.',
      ],
      'members-exclude-invalid': [
        'The files under exclude have more invalid lines than limits.maxMemberInvalidPercent allows.',
        'Check their column and format. To accept them, give --allow-member-invalid.',
      ],
      'members-removal-limit': [
        'A sync would remove more members than limits.maxMemberRemovePercent allows, or the share is not known. It is measured by the ledger or, if the ledger does not cover the whole list, by the count of the API.',
        'Check the source. To accept it, give --allow-member-removal.',
      ],
      'members-growth-limit': [
        'A list would grow by more than limits.maxMemberGrowPercent of its members.',
        'Check the source. To accept it, give --allow-member-growth.',
      ],
      'members-called-invalid-limit': [
        'The API called more of the sent identifiers invalid than limits.maxMemberInvalidPercent allows, and the rest was not sent. The ledger records what was sent.',
        'Check column, format and identifier type. To continue, run the same command with --allow-member-invalid.',
      ],
      'members-not-taken': [
        'The API called every identifier of a request invalid.',
        'Check column, format and identifier type. To continue, run the same command with --allow-member-invalid.',
      ],
      'members-removal-not-taken': [
        'The API called identifiers invalid that were sent for removal. Perhaps it called them invalid when they were added, too; then they are not on the list, but nothing shows it. The ledger keeps these people.',
        'Run the same command again. If it fails again, ask Criteo, or empty the list with members clear.',
      ],
      'members-count-mismatch': [
        'The API answered a chunk without data, or with counts that do not add up to the identifiers that were sent. The outcome of that chunk is unknown.',
        'Run the same command again, which sends that chunk once more. If it fails again, ask Criteo.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Members: sources', foundBy: 'validate' },
    {
      'members-source-in-git': [
        'Identifiers of people are under version control.',
        'Remove the file from the repository and its history, and keep it elsewhere.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Members: lists and ledgers' },
    {
      'segment-not-a-list': [
        'A segment has no members, because it is not a contact list.',
        'Name a contact list.',
      ],
      'segment-read-only': [
        'A contact list was created in the Criteo UI, so members cannot be sent to it.',
        'Change it in the UI, or declare a new list.',
      ],
      'segment-of-another': [
        'The account, advertiser, data provider or retailer of a contact list is not that of the project or its manifest, or the API does not say it and a search of the project does not find the list.',
        'Use the project that the list belongs to, or correct the manifest.',
      ],
      'segment-ambiguous': ['Several segments have this name.', 'Give the ID.'],
      'statistics-not-available': [
        'The older contact-list endpoints give no counts of a list.',
        'Name the segment of the list instead.',
      ],
      'members-rebuild-needed': [
        'The members of a list are not known, so it would have to be cleared and filled again. There is no ledger of the list here, and a count of 0 by the API may be a day old.',
        'Restore the ledger, or give --allow-members-rebuild once, which clears the list and fills it again.',
      ],
      'members-rebuild-empties': [
        'A list would be cleared and filled again, and its source has no people for it.',
        'Check the source. If the list should be empty, run members clear.',
      ],
      'members-rebuild-other-types': [
        'A rebuild for one identifier type would also remove people who are on the list by identifiers of another type.',
        'Clear the list with members clear, and fill it from the source of each type.',
      ],
      'members-list-emptied': [
        'A list was cleared to fill it again, and the API took none of the identifiers. The list is empty.',
        'Check column, format and identifier type, and run the same command again. It does not clear the list again.',
      ],
      'members-rebuild-widens': [
        'A list would be empty for some time, or cleared permanently, and audiences exclude its members.',
        'Set lifecycle: { replace: allow } if none of these audiences is live.',
      ],
      'members-ledger-key-missing': [
        'mode: mirror needs an encrypted ledger for identifiers that are sent unhashed.',
        'Set AUDIENCECTL_LEDGER_KEY, or use mode: append.',
      ],
      'members-list-without-ledger': [
        'members forget cannot search a list: there is no ledger here, so its members are not known.',
        'Remove the people with members remove, or restore the ledger and run the command again.',
      ],
      'members-list-of-other-type': [
        'members forget did not search a ledger, because its identifiers have a different type from the given ones.',
        'If you have such identifiers of these people, give them with --identifier-type.',
      ],
      'members-list-of-other-form': [
        'members forget cannot search a list: its members were sent in a form that the given digests cannot be compared with.',
        'Give plain identifiers, which can be converted to every form.',
      ],
      'members-gum-caller-unknown': [
        'Something else may have filled a list, so people who were forgotten may still be on it with another caller ID.',
        'Clear the list, and fill it again.',
      ],
      'members-form-unknown': [
        'Something else may have filled a list, so people whom members forget removed may still be on it in a form that was not sent: unhashed, or as digests that the given ones cannot be converted to.',
        'Give plain identifiers. To be certain, clear the list and fill it again.',
      ],
      'members-list-gone': [
        'A ledger contains people to forget, but the account has no list for this ledger.',
        'If the list was deleted, delete the ledger. If it belongs to another account, run the command in that project.',
      ],
      'ledger-out-of-date': [
        'The API counts a number of members that does not fit the ledger.',
        'Find out who else changes the list. Then give --allow-members-rebuild.',
      ],
      'ledger-unusable': [
        'A ledger cannot be read or written: there is no permission, no free space, or no such folder.',
        'Check the folder and the disk, or give another folder with --ledger.',
      ],
      'ledger-damaged': [
        'A ledger is damaged: something is missing or was changed. An interrupted run does not cause this.',
        'Restore it from a backup. If there is none, delete it and run members sync with --allow-members-rebuild, which clears the list and fills it again.',
      ],
      'ledger-old': [
        'A ledger is too old: older than --max-ledger-age allows, than the ledger that a saved plan was made with, or than the last clear of the list.',
        'Look for a newer copy, or allow a higher age. Only if there is no newer copy, give --allow-members-rebuild, which clears the list and fills it again.',
      ],
      'ledger-not-here': [
        'A saved plan was made with a ledger, and this machine has no ledger of the list.',
        'Apply the plan on the machine that has the ledger, or copy the ledger to this machine.',
      ],
      'ledger-key-missing': [
        'A ledger is encrypted, and AUDIENCECTL_LEDGER_KEY is not set.',
        'Set it to the key that the ledger was written with.',
      ],
      'ledger-key-wrong': [
        'AUDIENCECTL_LEDGER_KEY is not the key that a ledger was written with.',
        'Set it to that key. If the key was changed, set AUDIENCECTL_LEDGER_OLD_KEY to the old key. If the key is lost, delete both kinds of ledger files of the list, PLATFORM-ID.ledger and PLATFORM-ID-TYPE.ledger, and run members sync once with --allow-members-rebuild.',
      ],
      'ledger-not-encrypted': [
        'AUDIENCECTL_LEDGER_KEY is set, but a ledger is not encrypted: anyone who can write to the folder could have made it.',
        'If the key is new, set AUDIENCECTL_LEDGER_OLD_KEY to "none" for one run, which encrypts the ledger.',
      ],
      'ledger-not-a-file': [
        'The path of a ledger leads to a link, or to something else that is not a file.',
        'Put the file itself there, or give another folder with --ledger.',
      ],
      'ledger-unknown-format': [
        'The file at the path of a ledger is not a ledger, or has the format of another version.',
        'Upgrade audiencectl, or give another folder with --ledger.',
      ],
      'ledger-other-list': [
        'A ledger does not belong to the list and identifier type in its file name.',
        'Give the folder with the ledger of this list with --ledger.',
      ],
      'ledger-locked': [
        'Another run is changing the members of the list.',
        'Wait until it ends, and run the command again.',
      ],
      'ledger-lock-lost': [
        'This run was paused for so long that another run took over the list.',
        'Wait until the other run ends, and run the command again.',
      ],
    },
  ),
];
