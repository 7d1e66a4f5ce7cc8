/** The api-versions of Microsoft.Network that azure-native 3.28.0 lists for private endpoints and their subnets. */
export const networkApiVersions: readonly string[] = (
  "2020-11-01 2021-02-01 2021-03-01 2021-05-01 2021-08-01 2022-01-01 2022-05-01 2022-07-01 2022-09-01 2022-11-01 " +
  "2023-02-01 2023-04-01 2023-05-01 2023-06-01 2023-09-01 2023-11-01 2024-01-01 2024-03-01 2024-05-01 2024-07-01 " +
  "2024-10-01 2025-01-01 2025-03-01 2025-05-01 2025-07-01"
).split(" ");

/** The api-versions of private DNS zones and their links. */
export const privateDnsApiVersions: readonly string[] = ["2018-09-01", "2020-01-01", "2020-06-01", "2024-06-01"];
