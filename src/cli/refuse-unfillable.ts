import { access, constants } from 'node:fs/promises';
import { checkSourceInGit } from '../members/check-source-in-git.ts';
import { isJsonObject } from '../model/json.ts';
import { isToBeFilled } from '../plan/planned-fill.ts';
import type { PlanDocument, Refusal } from '../schema/generated/plan.ts';
import { declarationOf, type Manifests, taskOfList } from './declared-list.ts';

/** Why a saved plan's lists can't be filled from here; asked before anything is written. */
export async function refuseUnfillable(
  plan: PlanDocument,
  manifests: Manifests | null,
): Promise<readonly Refusal[]> {
  const found = await Promise.all(
    plan.changes.map(async ({ address, members, after }): Promise<readonly Refusal[]> => {
      if (!isToBeFilled(members)) return [];
      const attributes = isJsonObject(after) ? after : null;
      const declaration = manifests && declarationOf(address, attributes, manifests);
      const list = declaration && { declaration, id: null, isNew: true, consents: [] };
      const task = manifests && list && taskOfList(list, manifests, { audiences: [] });
      if (!task) return [notDeclared(address)];
      const { source } = task;
      const inGit = await checkSourceInGit(source);
      if (inGit) {
        return [{ address, code: inGit.code, text: inGit.message, fix: inGit.hint ?? '' }];
      }
      if (source.name !== '-' && (await isReadable(source.path))) return [];
      return [unreadable(address, source.name)];
    }),
  );
  return found.flat();
}

function notDeclared(address: string): Refusal {
  return {
    address,
    code: 'members-not-filled',
    text: 'the plan fills it, and no manifest here says where its members are',
    fix: 'apply the plan in the project that it was made in, or plan again without --members',
  };
}

function unreadable(address: string, name: string): Refusal {
  return {
    address,
    code: 'members-source-missing',
    text: `the plan fills it, and its source ${name} cannot be read here`,
    fix: 'apply where the source is, or plan again without --members',
  };
}

async function isReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
