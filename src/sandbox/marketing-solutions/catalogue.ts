/** The in-market interests and brands on offer: invented, but for IDs that the vendor's samples use. */
import { drawFrom } from '../hash.ts';

export interface CatalogueEntry {
  readonly id: string;
  readonly name: string;
  /** Null at the top of the tree, and for brands. */
  readonly parentId: string | null;
}

/** Countries that have a volume of their own here; elsewhere nothing is on offer. */
const catalogueCountries: readonly string[] = ['FR', 'US', 'GB', 'DE', 'ES', 'IT', 'NL', 'JP'];

/** By ID: what is below an interest stands under its ID. */
const interestTree: readonly (readonly [id: string, parentId: string | null, name: string])[] = [
  ['166', null, 'Apparel & Accessories'],
  ['928', '166', 'Shoes'],
  ['1604', '166', 'Clothing'],
  ['188', '166', 'Jewelry'],
  ['6551', '166', 'Handbags'],
  ['5322', '1604', 'Activewear'],
  ['203', '1604', 'Outerwear'],
  ['222', null, 'Electronics'],
  ['267', '222', 'Mobile Phones'],
  ['278', '222', 'Computers'],
  ['223', '222', 'Audio'],
  ['386', '222', 'Televisions'],
  ['141', null, 'Cameras & Optics'],
  ['536', null, 'Home & Garden'],
  ['604', '536', 'Bathroom Accessories'],
  ['696', '536', 'Decor'],
  ['638', '536', 'Kitchen & Dining'],
  ['689', '536', 'Garden Tools'],
  ['436', null, 'Furniture'],
  ['6433', '436', 'Beds & Mattresses'],
  ['443', '436', 'Chairs'],
  ['469', null, 'Health & Beauty'],
  ['473', '469', 'Cosmetics'],
  ['479', '469', 'Perfume'],
  ['2890', '469', 'Fitness & Nutrition'],
  ['412', null, 'Food & Beverages'],
  ['499676', '412', 'Coffee & Tea'],
  ['537', null, 'Baby & Toddler'],
  ['548', '537', 'Strollers'],
  ['988', null, 'Sporting Goods'],
  ['1011', '988', 'Cycling'],
  ['1013', '988', 'Camping & Hiking'],
  ['3793', '988', 'Winter Sports'],
  ['1239', null, 'Toys & Games'],
  ['1253', '1239', 'Building Toys'],
  ['783', null, 'Media'],
  ['784', '783', 'Books'],
  ['888', null, 'Vehicles & Parts'],
  ['5181', null, 'Luggage & Bags'],
  ['2', null, 'Animals & Pet Supplies'],
  ['5', '2', 'Dog Supplies'],
  ['4', '2', 'Cat Supplies'],
];

const brandNames: readonly (readonly [id: string, name: string])[] = [
  ['289', 'Tresbandes'],
  ['301', 'Alderbrook'],
  ['314', 'Arctic Fern'],
  ['327', 'Belle Rivière'],
  ['333', 'Bluecap Audio'],
  ['348', 'Casa Lumen'],
  ['352', 'Cinder & Oak'],
  ['366', 'Corvid Optics'],
  ['371', 'Dunes'],
  ['389', 'Edelgrat'],
  ['402', 'Farwater'],
  ['417', 'Fennel Home'],
  ['423', 'Goldfinch Toys'],
  ['438', 'Halcyon Beds'],
  ['440', 'Ibex Trail'],
  ['455', 'Juniper Skin'],
  ['461', 'Kestrel Bikes'],
  ['479', 'Lindgarten'],
  ['482', 'Maison Pavot'],
  ['497', 'Nimbus Mobile'],
  ['503', 'Orchard Lane'],
  ['518', 'Pixelhaus'],
  ['524', 'Quartz & Co'],
  ['539', 'Rivage'],
  ['541', 'Sablier'],
  ['556', 'Tidepool'],
  ['562', 'Umbra Coffee'],
  ['577', 'Verdance'],
  ['583', 'Whistling Kettle'],
  ['598', 'Zephyr Sport'],
];

/** What one country has enough volume for: nearly all of it, and the top of the tree always. */
export function interestsIn(country: string): readonly CatalogueEntry[] {
  if (!catalogueCountries.includes(country)) return [];
  const offered = interestTree.filter(
    ([id, parentId]) => parentId === null || isSample(id) || isOffered(country, id),
  );
  const ids = new Set(offered.map(([id]) => id));
  return offered
    .filter(([, parentId]) => parentId === null || ids.has(parentId))
    .map(([id, parentId, name]) => ({ id, name, parentId }));
}

export function brandsIn(country: string): readonly CatalogueEntry[] {
  if (!catalogueCountries.includes(country)) return [];
  return brandNames
    .filter(([id]) => isSample(id) || isOffered(country, id))
    .map(([id, name]) => ({ id, name, parentId: null }));
}

/** How many people a brand reaches in a country. */
export function brandSize(country: string, id: string): number {
  return 5_000 + Math.floor(drawFrom(`brand/${country}/${id}`) * 2_000_000);
}

function isOffered(country: string, id: string): boolean {
  return drawFrom(`offered/${country}/${id}`) < 0.9;
}

function isSample(id: string): boolean {
  return id === '928' || id === '289';
}
