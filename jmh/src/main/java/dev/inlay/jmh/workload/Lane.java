package dev.inlay.jmh.workload;

/**
 * What one thread uses, made beforehand.
 *
 * @param keys keys that it alone inserts and removes, in this order, round and round
 * @param lookUps equal ones, by which it looks them up
 * @param present how many of them are there at the start
 * @param most how many of them may be there at once
 * @param probes keys of the core, in the order of look-up, unless the map grows
 * @param choices numbers of present keys, in the order of look-up, if the map grows
 * @param absent keys that are never there
 * @param script operations
 * @param operations how many of them make a pass, if the map grows
 */
record Lane(
    Object[] keys,
    Object[] lookUps,
    int present,
    int most,
    Object[] probes,
    int[] choices,
    Object[] absent,
    Script script,
    int operations) {}
