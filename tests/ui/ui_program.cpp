// The built program where there is no display.
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;

class UiProgramTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpNeedsNoDisplay();
    void saysThatThereIsNoDisplay();

private:
    static void run(QProcess &program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const QString &name : {u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s, u"QT_QPA_PLATFORM"_s})
            environment.remove(name);
        program.setProcessEnvironment(environment);
        program.start(QStringLiteral(LOCKKEEPER_BIN "/lockkeeper"), arguments);
        QVERIFY(program.waitForFinished());
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    }
};

void UiProgramTest::helpNeedsNoDisplay()
{
    QProcess program;
    run(program, {u"--help"_s});
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(program.readAllStandardOutput().contains("--demo"));
}

void UiProgramTest::saysThatThereIsNoDisplay()
{
    QProcess program;
    run(program, {u"--demo"_s});
    QCOMPARE(program.exitCode(), 3);
    QVERIFY(program.readAllStandardError().contains("lockkeeper-cli"));
}

QTEST_GUILESS_MAIN(UiProgramTest)
#include "ui_program.moc"
