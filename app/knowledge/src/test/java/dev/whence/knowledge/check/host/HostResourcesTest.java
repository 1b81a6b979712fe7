package dev.whence.knowledge.check.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whence.engine.model.Evidence;
import dev.whence.knowledge.Captures;
import dev.whence.knowledge.check.Looking;
import dev.whence.knowledge.command.ServiceCommand.DiskInodes;
import dev.whence.knowledge.command.ServiceCommand.DiskSpace;
import dev.whence.knowledge.command.ServiceCommand.KernelState;
import dev.whence.knowledge.fact.HostFact;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class HostResourcesTest {
    private static final String MORE =
            """

            ==> /sys/devices/system/cpu/online <==
            0,2-3

            ==> /proc/pressure/cpu <==
            some avg10=5.21 avg60=2.99 avg300=7.05 total=1184751756
            full avg10=0.00 avg60=0.00 avg300=0.00 total=0

            ==> /proc/pressure/memory <==
            some avg10=81.00 avg60=0.00 avg300=0.00 total=30157
            full avg10=32.50 avg60=0.00 avg300=0.00 total=16193

            ==> /proc/pressure/io <==
            some avg10=9.10 avg60=0.09 avg300=0.45 total=110208884
            full avg10=4.00 avg60=0.08 avg300=0.32 total=34865824
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    none           |
                    disk-full-root | /
                    disk-full-app  | /srv/app/data
                    """)
    void findsTheFullDisk(String capture, String full) throws Exception {
        var facts =
                look(
                        Captures.read("df/" + capture),
                        Captures.read("df-inodes/" + capture),
                        Captures.read("proc/none"));

        assertThat(full(facts)).isEqualTo(full == null ? List.of() : List.of(full));
    }

    @Test
    void leavesOutWhatIsAlwaysFull() throws Exception {
        var space =
                """
                Filesystem     Type     1024-blocks      Used Available Capacity Mounted on
                /dev/sda1      ext4        41152736  20000000  19000000      52% /
                /dev/sda1      ext4        41152736  20000000  19000000      52% /mnt/with space
                /dev/loop0     squashfs       64896     64896         0     100% /snap/core20/1
                overlay        overlay     41152736  41152736         0     100% /var/lib/docker/overlay2/x/merged
                efivarfs       efivarfs         128       128         0     100% /sys/firmware/efi/efivars
                /dev/sda15     vfat          126678    126678         0     100% /boot/efi
                /dev/sr0       iso9660       364664    364664         0     100% /media/cdrom
                tmpfs          tmpfs           5120      5120         0     100% /run/user/1000
                """;

        assertThat(full(look(space, "", ""))).isEmpty();
        assertThat(disks(look(space, "", "")))
                .extracting(HostFact.Disk::mount)
                .containsExactly("/", "/mnt/with space");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /dev/sda1 / ext4 ro,relatime,errors=remount-ro 0 0            | true
                    /dev/sda1 / ext4 rw,relatime,errors=remount-ro 0 0            | false
                    /dev/sda1 / ext4 rw,emergency_ro,relatime 0 0                 | true
                    /dev/sda1 /nix/store ext4 ro,relatime 0 0                     | false
                    tmpfs / tmpfs ro 0 0                                          | false
                    """)
    void seesADiskThatMayNotBeWritten(String mount, boolean readOnly) throws Exception {
        var space =
                """
                Filesystem Type 1024-blocks Used Available Capacity Mounted on
                /dev/sda1  ext4 41152736 20000000  19000000      52% /
                """;

        assertThat(disks(look(space, "", mount + "\n")).getFirst().readOnly()).isEqualTo(readOnly);
    }

    @Test
    void countsInodes() throws Exception {
        var space =
                """
                Filesystem Type 1024-blocks Used Available Capacity Mounted on
                /dev/sda1  ext4 41152736 20000000  19000000      52% /
                """;
        var inodes =
                """
                Filesystem Inodes  IUsed IFree IUse% Mounted on
                /dev/sda1  2621440 2621440 0 100% /
                """;

        assertThat(full(look(space, inodes, ""))).containsExactly("/");
    }

    @Test
    void readsLoadAndMemory() throws Exception {
        assertThat(
                        look("", "", Captures.read("proc/none")).stream()
                                .filter(HostFact.Resources.class::isInstance))
                .containsExactly(
                        new HostFact.Resources(
                                Web1.NAME, load(), 3, memory("MemAvailable"), memory("MemTotal")));
    }

    private static double load() {
        return Double.parseDouble(Captures.read("proc/none").split(" ", 2)[0]);
    }

    private static long memory(String name) {
        return Captures.read("proc/none")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }

    private static List<Evidence> look(String space, String inodes, String kernel)
            throws Exception {
        var tape =
                Web1.tape()
                        .prints(new KernelState(Web1.HOST), kernel + MORE)
                        .prints(new DiskSpace(Web1.HOST), space)
                        .prints(new DiskInodes(Web1.HOST), inodes);
        return Looking.at(Web1.site(), tape.tape(), new HostResources());
    }

    @Test
    void readsHowLongProgramsWait() throws Exception {
        assertThat(look("", "", Captures.read("proc/none")))
                .contains(new HostFact.Pressure(Web1.NAME, 5.21, 32.5, 4))
                .filteredOn(HostFact.Pressure.class::isInstance)
                .allMatch(fact -> ((HostFact.Pressure) fact).heavy());
    }

    private static List<HostFact.Disk> disks(List<Evidence> facts) {
        return facts.stream()
                .filter(HostFact.Disk.class::isInstance)
                .map(HostFact.Disk.class::cast)
                .toList();
    }

    private static List<String> full(List<Evidence> facts) {
        return disks(facts).stream().filter(HostFact.Disk::full).map(HostFact.Disk::mount).toList();
    }
}
