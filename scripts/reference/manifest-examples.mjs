// An example of each kind of segment, as an entry of `segments`. Tests see to it that they are valid.

export const retailMediaExamples = {
  contactList: `  - name: Customers
    description: Everyone with an order and consent
    retailerId: "1234"
    contactList:
      identifierType: Email
      members: { source: ../private/customers.csv.gz, column: email }
`,
  events: `  - name: Shoes from 50 to 150 euros, last month
    retailerId: "1234"
    events:
      shopperActivity: View
      lookbackDays: Last30Days
      categoryIds: ["3590922"]
      minPrice: 50
      maxPrice: 150
`,
};

export const marketingSolutionsExamples = {
  contactList: `  - name: Newsletter readers
    contactList:
      members: { identifierType: email, source: ../private/readers.txt }

  - name: Filled elsewhere
    contactList: {}
`,
  inMarket: `  - name: In the market for winter sports
    inMarket:
      country: FR
      interestIds: ["988", "3793"]
      brandIds: ["440"]
      buyingPower: [High, VeryHigh]
`,
  location: `  - name: Near our shops
    location:
      radiusInKm: 15
      pointsOfInterest:
        - { name: Lyon, latitude: 45.76131, longitude: 4.85699 }
        - { name: Lille, latitude: 50.62925, longitude: 3.05726 }
`,
  prospecting: `  - name: Came by last season and bought nothing
    prospecting:
      usersType: ProspectsOrNonBuyers
      daysSinceLastVisitMin: 90
      daysSinceLastVisitMax: 365
`,
  lookalike: `  - name: Newsletter readers
    contactList: {}

  - name: Like our newsletter readers
    lookalike: { seedSegment: Newsletter readers, targetSize: 1000000 }
`,
  retargeting: `  - name: Visitors of this month
    retargeting: { visitorsType: All, daysSinceLastVisitMin: 0, daysSinceLastVisitMax: 30 }
`,
};

export const commerceGridExamples = {
  contactList: `  - name: Newsletter readers
    contactList:
      remoteId: newsletter-readers
      members: { identifierType: Email, source: ../private/readers.txt }
`,
};

export const audienceExample = `defaults: { retailerId: "1234" }

segments:
  - name: Customers
    contactList: { identifierType: Email }
  - name: Shoe viewers
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["3590922"] }
  - name: Boot viewers
    events: { shopperActivity: View, lookbackDays: Last30Days, categoryIds: ["3590950"] }

audiences:
  - name: Footwear viewers who are not customers
    algebra:
      and:
        - or: [Shoe viewers, Boot viewers]
        - not: Customers

  - name: Everyone in one segment
    algebra: Boot viewers
`;
