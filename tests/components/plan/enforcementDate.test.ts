import { checkEnforcementDate, checkOwnEnforcementDate, isEnforced } from "../../../components/plan/enforcementDate";

const date = "2027-01-31";
const dayBefore = new Date("2027-01-30T23:59:59.999Z");
const theDay = new Date("2027-01-31T00:00:00Z");

describe("the enforcement date", () => {
  const keysOf = (value: string, allowKeyReplacement: boolean, now: Date) =>
    checkEnforcementDate("enforcementDate", value, { allowKeyReplacement }, now).map(({ key }) => key);

  it("freezes key and vault from the day itself on, counted in UTC", () => {
    expect(keysOf(date, true, dayBefore)).toEqual([]);
    expect(keysOf(date, true, theDay)).toEqual(["allowKeyReplacement"]);
    expect(keysOf(date, true, new Date("2031-05-05"))).toEqual(["allowKeyReplacement"]);
    expect([isEnforced(date, dayBefore), isEnforced(date, theDay), isEnforced(undefined, theDay)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("forbids nothing else", () => {
    expect(keysOf(date, false, theDay)).toEqual([]);
  });

  it("calls the flag of a component that is used alone by its own name", () => {
    const [problem] = checkOwnEnforcementDate({ enforcementDate: date, allowReplacement: true }, theDay);
    expect(problem?.key).toBe("allowReplacement");
    expect(problem?.fix).toContain("set allowReplacement to false");
    expect(checkOwnEnforcementDate({ allowReplacement: true }, theDay)).toEqual([]);
  });

  it("is a date of the calendar", () => {
    expect(keysOf("2027-02-29", true, theDay)).toEqual(["enforcementDate"]);
  });
});
